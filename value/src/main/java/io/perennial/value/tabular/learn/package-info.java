// SPDX-License-Identifier: Apache-2.0
/**
 * Models of a yes or no, from one registry: logistic regression, support vectors, trees, forests,
 * additive models and boosting; how they are calibrated, blended and compared.
 */
@NullMarked
package io.perennial.value.tabular.learn;

import org.jspecify.annotations.NullMarked;
