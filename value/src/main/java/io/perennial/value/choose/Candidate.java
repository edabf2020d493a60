// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.choose;

import java.util.OptionalDouble;

/**
 * How one candidate did at the origins.
 *
 * @param name the model's or the baseline's
 * @param baseline whether it is a rule of thumb, beside which models are shown
 * @param crps mean continuous ranked probability score of a customer, in purchases; less is better.
 *     For a baseline, which knows only a point, its mean absolute error. Empty if it could not be
 *     fitted
 * @param rmse of its expected purchases; empty as above
 * @param bias of its total as a share; empty as above, or if nothing came
 * @param note why it could not be fitted, or what its last certificate warns of; empty if nothing
 */
public record Candidate(
    String name,
    boolean baseline,
    OptionalDouble crps,
    OptionalDouble rmse,
    OptionalDouble bias,
    String note) {}
