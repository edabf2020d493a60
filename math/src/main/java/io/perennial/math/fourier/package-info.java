// SPDX-License-Identifier: Apache-2.0
/** Sums of waves, fast. */
@NullMarked
package io.perennial.math.fourier;

import org.jspecify.annotations.NullMarked;
