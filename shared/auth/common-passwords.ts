/**
 * Words that stand at the top of every list of leaked passwords, in lower case and without
 * decoration. Digits and signs around a word, and digits or signs in place of letters, are taken
 * off before a password is looked up here.
 */
const words = `
abcdef abcdefg access adidas admin administrator adobe airborne aircraft alabama alejandra alejandro
alexander alexandra alliance america american amsterdam anderson andrea angel angels animal anthony
apollo apple archangel arsenal asdasd asdasdasd asdf asdfasdf asdfgh asdfghjkl asdfghjklzxcvbnm
asdzxc ashley august austin australia awesome azerty azertyuiop babygirl badboy badger
banana bandit barbara barcelona barney baseball basketball batman beautiful benjamin berlin
bestfriend bigdaddy blackjack blessed blink bonnie boomer boston brandon brandy braves brazil
brooklyn brownie bubbles bulldog buster butterfly california calvin camaro cameron canada
captain carolina caroline casper catherine celtic champion changeit changeme changemeplease
charles charlie charlotte cheese chelsea cherry chester chicago chicken chocolate christian
christina christine christmas christopher classic claudia colombia computer
computers confidential cookie cookies cooper corvette counter cowboys crystal cupcake
daniel daniela danielle database december default defaultpassword demo denver diablo diamond
dolphin dolphins dragon dragonball dragons eagles eclipse edward einstein elephant elizabeth
emmanuel enter entermypassword everton facebook falcon fatima february ferrari fireball firebird
fitness florida flower flowers fluffy football forever forgetmenot france francisco frankfurt
freedom friday friend friends friendship fuckoff fuckyou gabriel garfield gateway gemini george
germany ginger gladiator godisgood godzilla goldfish google grandma guest guitar hallo hallohallo
hannah happiness happy harley hardcore hawaii heaven hello hellohello hellokitty helloworld hockey
holiday homer horses hotmail house hunter hunting iceman ihateyou iloveme iloveyou iloveyousomuch
iloveyouverymuch infinity internet inventory ireland isabella jackson jaguar
january jasmine jasper jennifer jessica jesus jonathan jordan joseph joshua juventus
katherine killer kimberly kingdom kitten knight kristina lasvegas lauren leonardo letmein
letmeinnow letmeinplease liberty liverpool logitech london longhorn loser love loveme lovelove
lovely loveyou lucky macbook madison madonna maggie manager manchester marathon
marcus margaret maria marina marine marlboro martin master masterkey matrix matthew maverick
maxwell melissa mercedes merlin mexico michael michelle mickey microsoft midnight minecraft
mississippi mohammed monday money monica monkey monster montana moonlight morgan morning mother
motorola mountain muhammad mustang mypassword myself naruto natasha nathan newpass
newpassword newyork nicholas nicole nintendo nirvana nissan nokia nopassword nothing november
october oktober oliver orange orlando pacific packers panther paradise parker pass passpass passwd
passwort password passwords passwordpassword patricia patrick peaches peanut pepper phoenix
photoshop player playstation please pokemon poohbear porsche portugal precious princess princesa
private pumpkin purple qazwsx qazwsxedc qqwweerr qwaszx qwer qwerty qwertyqwerty
qwertyuiop qwertz qwertzuiop rachel racing raiders rainbow rangers raymond rebecca redskins
redsox remember reset richard robert rocket root roottoor rosebud runner russia samantha samsung
sandra saturday saturn scooter scorpion scotland secret secretpassword secrets secure security
september sergey shadow shannon shopping silver simpsons skywalker slayer slipknot smokey snoopy
snowball soccer softball sommer sommersonne spanish sparky spencer spider spiderman spring
squirrel starcraft startrek starwars steelers steven stockroom strawberry student stupid success
summer sunflower sunday sunshine superman superstar support supervisor sweet sweetheart swimming
sydney system target taylor teacher teddybear temporary tennis test tester testing testtest texas thailand theresa thomas thunder thursday tiffany tigers tigger timothy tinkerbell
titanic toor topsecret tottenham toyota travis trustme trustno trustnoone tuesday tweety turtle
user vampire vanessa veronica victoria victory vincent virginia volleyball warcraft wednesday
welcome welcomehome welcometo whatever wilson windows winner winston winter wizard wolverine
yamaha yankees yellow zaqwsx zaqxsw zxcvbn zxcvbnm
`

/** Passwords that are common as they are, with digits inside them. */
const mixed = `
0987654321qwerty 1a2b3c4d5e6f 1a2s3d4f5g6h 1p2o3i4u5y6t 1q2w3e4r5t6y 1q2w3e4r5t6y7u
1q2w3e4r5t6y7u8i 1qa2ws3ed4rf 1qaz2wsx3edc 1qaz2wsx3edc4rfv 123456qwerty 123qweasdzxc
123qwe123qwe 123abc123abc 1234qwer1234 1234qwerasdf 1234qwerasdfzxcv a1b2c3d4e5f6 a1s2d3f4g5h6
abc123abc123 abcd1234efgh asdf1234asdf asdf1234qwer q1w2e3r4t5y6 q1w2e3r4t5y6u7 qwe123qwe123
qwer1234qwer qwer1234asdf qwerty123456qwerty zaq12wsxcde3 zaq1xsw2cde3 zxcvbn123456asdf
`

export const commonWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/))
export const commonMixtures: ReadonlySet<string> = new Set(mixed.trim().split(/\s+/))
