/**
 * Questions to name servers; the only code that asks the DNS.
 *
 * <p>Nothing here runs unless the operator allows it; knows no protocol.
 */
@NullMarked
package org.honeyspam.lookup;

import org.jspecify.annotations.NullMarked;
