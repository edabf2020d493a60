// SPDX-License-Identifier: Apache-2.0
/** Points in space, and which of them are near each other. */
@NullMarked
package io.perennial.math.neighbour;

import org.jspecify.annotations.NullMarked;
