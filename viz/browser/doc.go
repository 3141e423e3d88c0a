// Package browser has no code: its tests open what viz/report and viz/serve make
// in a real browser.
package browser
