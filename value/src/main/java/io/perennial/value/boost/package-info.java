// SPDX-License-Identifier: Apache-2.0
/**
 * Boosted trees: trained by XGBoost, read, run and explained by our own code, and heads that make
 * predictive distributions of them.
 */
@NullMarked
package io.perennial.value.boost;

import org.jspecify.annotations.NullMarked;
