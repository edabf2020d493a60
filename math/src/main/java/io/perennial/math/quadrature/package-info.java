// SPDX-License-Identifier: Apache-2.0

/** Integrals as weighted sums of positive terms. */
@NullMarked
package io.perennial.math.quadrature;

import org.jspecify.annotations.NullMarked;
