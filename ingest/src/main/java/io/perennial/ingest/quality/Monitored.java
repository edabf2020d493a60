// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

/**
 * Something that is counted every day, and what it is of.
 *
 * @param source its name in the configuration
 * @param check what is asked of it
 * @param field of what; empty where it is the source as a whole
 * @param series the days
 */
public record Monitored(String source, Check check, String field, Series series) {}
