// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * What one check says of one day.
 *
 * @param source its name in the configuration
 * @param day in the workspace's zone
 * @param check what is asked
 * @param field of what; empty where it is the source as a whole
 * @param value what was seen, in the check's unit
 * @param low the least that is expected; empty where nothing is
 * @param high the most that is expected; empty where nothing is
 * @param verdict whether the value is within
 * @param detail why, for people; no data of customers
 */
public record Judgement(
    String source,
    LocalDate day,
    Check check,
    String field,
    double value,
    OptionalDouble low,
    OptionalDouble high,
    Verdict verdict,
    String detail) {}
