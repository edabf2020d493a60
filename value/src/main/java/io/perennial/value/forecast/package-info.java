// SPDX-License-Identifier: Apache-2.0

/** From purchases to money: residual lifetime value, its interval, and the textbook formulas. */
@NullMarked
package io.perennial.value.forecast;

import org.jspecify.annotations.NullMarked;
