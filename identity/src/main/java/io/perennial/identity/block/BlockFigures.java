// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

/**
 * What the blocks of a rule come to.
 *
 * @param pairs of rows in blocks, counted again for each block that both are in
 * @param biggest records in the largest block, before it was cut
 * @param cut blocks that were too large, and were cut
 * @param cutRecords records in them
 * @param leftOut pairs of those blocks that are in no piece, and are not compared by this rule
 */
public record BlockFigures(long pairs, int biggest, int cut, long cutRecords, double leftOut) {}
