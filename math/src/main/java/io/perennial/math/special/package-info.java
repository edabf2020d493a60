// SPDX-License-Identifier: Apache-2.0

/** The special functions that probability needs, to about the precision of a double. */
@NullMarked
package io.perennial.math.special;

import org.jspecify.annotations.NullMarked;
