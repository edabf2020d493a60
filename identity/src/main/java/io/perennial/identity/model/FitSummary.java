// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

/**
 * How a {@link MatchModel} was learned. Holds nothing that differs between two runs on the same
 * pairs.
 *
 * @param candidates how many pairs were candidates
 * @param randomPairs how many pairs were drawn at random
 * @param labels how many pairs had labels
 * @param patterns how many different patterns there were
 * @param starts from how many starting points it was learned
 * @param startsAgreeing how many of these led to the best optimum
 * @param steps of expectation and maximisation of the last climb
 * @param converged whether the last step changed no probability by more than a ten-millionth of it
 * @param evaluations of patterns in all climbs together: what it cost
 * @param logLikelihood the penalised log-likelihood, relative to that of no candidates; comparable
 *     between fits to the same pairs
 */
public record FitSummary(
    long candidates,
    long randomPairs,
    long labels,
    int patterns,
    int starts,
    int startsAgreeing,
    int steps,
    boolean converged,
    long evaluations,
    double logLikelihood) {}
