// SPDX-License-Identifier: Apache-2.0

/** Forecasts without a model: what every model has to beat. */
@NullMarked
package io.perennial.value.baseline;

import org.jspecify.annotations.NullMarked;
