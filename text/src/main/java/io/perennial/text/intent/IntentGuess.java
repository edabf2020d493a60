// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

/**
 * What a text seems to want.
 *
 * @param intent the most probable
 * @param probability of it, 0..1
 * @param urgency the probability that it cannot wait, 0..1
 */
public record IntentGuess(Intent intent, double probability, double urgency) {}
