// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import java.util.function.Consumer;

/** Where a resolution learns who is who, as far as somebody knows it. */
public interface LabelSource {

  /**
   * Equal for equal content; empty where there are no labels. A model is fitted anew for others.
   */
  String fingerprint();

  /**
   * What is known of these records.
   *
   * @param records ascending
   * @param remark is told what could not be used, without any key
   */
  PairLabels read(long[] records, Consumer<String> remark);

  /** Nobody knows anything: a model needs no labels. */
  static LabelSource none() {
    return new LabelSource() {
      @Override
      public String fingerprint() {
        return "";
      }

      @Override
      public PairLabels read(long[] records, Consumer<String> remark) {
        return new PairLabels();
      }
    };
  }
}
