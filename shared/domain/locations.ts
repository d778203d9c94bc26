/** The location that exists from the start and is the default wherever none is named. */
export const MAIN_LOCATION_ID = 'loc_00000000000000000000000000'
