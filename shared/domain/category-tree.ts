/** How many levels categories nest at most; a category without a parent is on the first. */
export const MAX_CATEGORY_LEVELS = 10
