// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

/**
 * A dense group, beside the broad segment that most of it is in.
 *
 * @param group its cluster in the partition by density
 * @param broad the broad segment; {@link io.perennial.segment.Partition#NOISE} if it is in none
 * @param members of the group that are in the broad segment
 * @param share of the broad segment that they are
 * @param purity share of the group that they are
 * @param density how many times closer they are to their centre than the segment to its own, by
 *     root mean square
 * @param stability mean Jaccard over resamples, as was given
 * @param difference in standard deviations of the rest of the segment, in the coordinate that
 *     differs most; at most 99
 * @param coordinate which that is
 * @param kept whether it is a micro-segment
 * @param reason in words, without a full stop
 */
public record Micro(
    int group,
    int broad,
    int members,
    double share,
    double purity,
    double density,
    double stability,
    double difference,
    int coordinate,
    boolean kept,
    String reason) {}
