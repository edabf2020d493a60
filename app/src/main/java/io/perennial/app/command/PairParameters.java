// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.query.Parties;
import io.perennial.app.query.Party;
import picocli.CommandLine.Parameters;

/** The two of whom something is asked or said. */
final class PairParameters {

  @Parameters(index = "0", paramLabel = "A", description = "A customer's id, or SYSTEM:KEY.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another.")
  private String other = "";

  Party a(Parties parties) {
    return parties.find(one);
  }

  Party b(Parties parties) {
    return parties.find(other);
  }
}
