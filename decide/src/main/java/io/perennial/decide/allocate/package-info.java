// SPDX-License-Identifier: Apache-2.0
/**
 * Who gets which action under budgets, capacities, minimums and fairness: a multiple-choice
 * knapsack by Lagrangian duality, with a bound that certifies how good the plan is.
 */
@NullMarked
package io.perennial.decide.allocate;

import org.jspecify.annotations.NullMarked;
