// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import java.time.Clock;

/**
 * What a step works with.
 *
 * @param lake where tables are
 * @param engine what runs SQL and folds
 * @param clock the time; never asked of the system
 * @param seed of all chance in the step
 * @param runId names this run
 * @param progress to be told how far it is
 */
public record StepContext(
    Lake lake, Engine engine, Clock clock, long seed, String runId, Progress progress) {}
