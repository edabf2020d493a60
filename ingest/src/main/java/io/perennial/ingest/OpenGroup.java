// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Optional;

/**
 * Open rows of quarantine that have one reason.
 *
 * @param source its name in the configuration
 * @param reason what is wrong, in words
 * @param field that is wrong
 * @param rows how many
 * @param share of all rows of the source's files
 * @param file of the first of them
 * @param line of the first of them, as the table {@code quarantine} counts
 * @param value of the first of them, masked; empty where there is none
 * @param advice what to do
 * @param repair a line for the source's section of the configuration that would help, found by
 *     trying the values; empty when nothing was found
 */
public record OpenGroup(
    String source,
    String reason,
    String field,
    long rows,
    double share,
    String file,
    long line,
    String value,
    String advice,
    Optional<String> repair) {}
