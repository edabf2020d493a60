// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.List;

/**
 * The forecast of one target.
 *
 * @param models those with a weight, fitted now
 */
record TargetForecast(Pool pool, Blend blend, Trend trend, List<LadderModel> models) {}
