// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

/**
 * An account whose word goes far.
 *
 * @param record whose it is
 * @param posts of it
 * @param followers at most, of all its posts; 0 if not known
 * @param replies by others to it
 * @param rank of it in the graph of replies; all ranks sum to 1
 * @param influence 0..1: the mean of its place by rank and its place by followers
 */
public record Influencer(
    long record, long posts, long followers, long replies, double rank, double influence) {}
