// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.value.forecast.Interval;

/**
 * A mean over customers, and where it would lie for other customers of the kind.
 *
 * @param value the mean
 * @param interval of 95 %, by drawing the customers again
 */
public record Measured(double value, Interval interval) {}
