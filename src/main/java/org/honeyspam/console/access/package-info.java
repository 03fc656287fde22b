/**
 * Who may see the console and do what: passwords, tokens, sessions, and the audit trail.
 *
 * <p>Knows no pages.
 */
@NullMarked
package org.honeyspam.console.access;

import org.jspecify.annotations.NullMarked;
