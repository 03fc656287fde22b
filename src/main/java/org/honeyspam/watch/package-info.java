/**
 * What lies on the disk and should stay as it is: program, configuration, record. Who changes it is
 * found within seconds, or at the next start.
 *
 * <p>Reads files and nothing else; knows no service and no view.
 */
@NullMarked
package org.honeyspam.watch;

import org.jspecify.annotations.NullMarked;
