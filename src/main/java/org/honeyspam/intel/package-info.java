/**
 * What follows from the record: traces of addresses, messages and hosts, and the blacklist.
 *
 * <p>Reads the journal, never a service; all it keeps can be made again from the journal.
 */
@NullMarked
package org.honeyspam.intel;

import org.jspecify.annotations.NullMarked;
