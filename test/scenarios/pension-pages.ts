/** Folder of the pages of social security, as addresses name it. */
export const SOCIAL = 'services/social-security/pages'
