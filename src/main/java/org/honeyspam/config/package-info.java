/**
 * What the operator wants: TOML in, checked records out, every mistake with its place.
 *
 * <p>Knows no service; opens nothing but the configuration file and what it names.
 */
@NullMarked
package org.honeyspam.config;

import org.jspecify.annotations.NullMarked;
