// SPDX-License-Identifier: Apache-2.0
/**
 * Learning by trying: what is known of each action's effect as a posterior, choices in proportion
 * to how likely they are the best, a floor below which no choice's chance falls, and the chance of
 * each candidate beside every decision.
 */
@NullMarked
package io.perennial.decide.bandit;

import org.jspecify.annotations.NullMarked;
