// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import java.util.List;

/** What became of one message. Closed: whoever reads one answers for both cases. */
public sealed interface Outcome {

  /**
   * It became rows.
   *
   * @param rows at least one
   */
  record Taken(List<PayloadRow> rows) implements Outcome {

    public Taken {
      rows = List.copyOf(rows);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.taken(this);
    }
  }

  /**
   * It cannot be taken.
   *
   * @param why for people, without anything of what it says
   */
  record Refused(String why) implements Outcome {

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** One answer per case. */
  interface Cases<R> {
    R taken(Taken taken);

    R refused(Refused refused);
  }

  /** The answer for this case. */
  <R> R match(Cases<R> cases);
}
