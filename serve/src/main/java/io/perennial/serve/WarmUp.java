// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.util.List;

/** What is to be done before requests are let in: code runs slowly at first. */
public interface WarmUp {

  /** What must be there first, such as an index; takes as long as it takes. */
  void prepare();

  /** Paths of the API that are called some hundred times each, such as {@code /api/v1/status}. */
  List<String> paths();
}
