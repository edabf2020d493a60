// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/** Learns a {@link Recommender}. The same log gives the same bits on any count of threads. */
public interface RecommenderTrainer {

  /** A few words for tables, as «item neighbours». */
  String name();

  /** Learns from all of {@code log}, as of its end; of an empty log too. */
  Recommender train(Interactions log);
}
