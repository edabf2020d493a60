// SPDX-License-Identifier: Apache-2.0

/**
 * Models of repeat buying in which rates depend on what is known of a customer, or of the week: his
 * covariates, seasons, promotions.
 */
@NullMarked
package io.perennial.value.covariate;

import org.jspecify.annotations.NullMarked;
