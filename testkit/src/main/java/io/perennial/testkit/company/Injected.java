// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

/**
 * One defect that was put into a file.
 *
 * @param defect what is wrong
 * @param source in the configuration
 * @param file relative to the folder of the company
 * @param line of the row, counting from 1 for the first line behind the header; of a JSON document
 *     its object, counting from 1, of which each line of an order is a row; 0 where the whole file
 *     is meant
 * @param key of what is meant: the order, the customer, the device, the day
 * @param written what the file says, where a value is meant; else empty
 * @param right what it should be read as; empty for nothing
 */
public record Injected(
    Defect defect,
    String source,
    String file,
    long line,
    String key,
    String written,
    String right) {}
