// SPDX-License-Identifier: Apache-2.0
/**
 * One contract for every model of what a customer will do: learn from cases whose outcome is known,
 * give a predictive distribution for each new case, and say why.
 */
@NullMarked
package io.perennial.value.ladder;

import org.jspecify.annotations.NullMarked;
