// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.lake.Engine;
import java.util.Map;

/** Products with stock, margin and names, from outside of the lake: {@code recommend.products}. */
public interface ProductList {

  /** Equal for equal content; empty where there is no list. */
  String fingerprint();

  /** Its products, by what sources call them. */
  Map<String, Product> read(Engine engine);

  /** No list: all is in stock, and nothing earns more than other things. */
  static ProductList none() {
    return new ProductList() {
      @Override
      public String fingerprint() {
        return "";
      }

      @Override
      public Map<String, Product> read(Engine engine) {
        return Map.of();
      }
    };
  }
}
