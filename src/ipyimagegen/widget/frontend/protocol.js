// The shapes of the kernel's messages and traits, as ../messages.py and ../serialize.py write
// them. The kernel that sends them has also sent this front end, so nothing is checked again.

/**
 * @typedef {{hash: string, type: string, width: number, height: number, size: number}} Picture
 * @typedef {{name: string, number: number}} Input
 * @typedef {{
 *   number: number, status: string, model: string, servedBy: string, template: string,
 *   prompt: string, text: string, name: string, seconds: number, age: number,
 *   cost: number | null, sketch: boolean, take: number, aspect: string, inputs: Input[],
 *   error: string[], words: string, starred: boolean, rating: number, deleted: boolean,
 *   pictures: Picture[], main: number, received: number
 * }} Entry
 * @typedef {{number: number, name: string, hash: string}} Node an input, or a generation
 * @typedef {{
 *   prompt: string, template: string, text: string, gateway: string, size: string, extra: string,
 *   created: string, notebook: string, tags: string[], note: string, steps: Node[][],
 *   whole: boolean, children: Node[], more: number
 * }} Details
 * @typedef {{
 *   id: number, number: number, model: string, prompt: string, seconds: number, usual: string
 * }} Job
 * @typedef {{
 *   gateway?: string, sketches?: boolean, model?: string, models?: string[], aspects?: string[],
 *   total?: number, newest?: number, revision?: number, jobs?: Job[], error?: string[]
 * }} Status
 * @typedef {{template: string, model: string, aspect: string, inputs: string[]}} Composition
 */

export {};
