/** The texts of a template, between which its values stand. */
export const template = (...texts: ReadonlyArray<string>): TemplateStringsArray => Object.assign([...texts], { raw: texts })
