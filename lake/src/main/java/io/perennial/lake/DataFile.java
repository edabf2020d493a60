// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.OptionalInt;

/**
 * A Parquet file of a table.
 *
 * @param path absolute
 * @param month the partition: months since January 1970; empty when the table is not partitioned
 * @param rows in it
 * @param bytes on disk
 */
public record DataFile(String path, OptionalInt month, long rows, long bytes) {}
