// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import io.perennial.value.forecast.Interval;

/**
 * What a channel is credited with. Credit is no proof: what a hold-out says is.
 *
 * @param conversions a share of all of them
 * @param value of these, in money
 * @param interval that other journeys of the same customers would put the conversions into
 * @param error of sampling orders of channels, in conversions; 0 where it is exact
 */
public record Credit(
    String channel, double conversions, double value, Interval interval, double error) {}
