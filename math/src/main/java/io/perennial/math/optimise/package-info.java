// SPDX-License-Identifier: Apache-2.0

/**
 * The lowest point of a smooth function of a few variables, and the cheapest assignment of rows to
 * columns, each with the proof that it is one.
 */
@NullMarked
package io.perennial.math.optimise;

import org.jspecify.annotations.NullMarked;
