// SPDX-License-Identifier: Apache-2.0

/**
 * Forecasts on the ladder by models of purchases that give each customer a model of his own: by his
 * covariates, his cohort, or a draw of what is not known of the base.
 */
@NullMarked
package io.perennial.value.personal;

import org.jspecify.annotations.NullMarked;
