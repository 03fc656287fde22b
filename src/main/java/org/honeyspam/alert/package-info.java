/**
 * Tells the operator at once what he wants to know: gathers it, groups it, and sends it to the
 * places that he named, and to no others.
 *
 * <p>Knows neither services nor how it is found out how the node is; the node tells it.
 */
@NullMarked
package org.honeyspam.alert;

import org.jspecify.annotations.NullMarked;
