// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import java.util.ArrayList;
import java.util.List;

/**
 * An explanation as people read it: what is forecast, against what, and the few reasons that weigh
 * most, each with its amount; the rest is one line, so that the amounts still add up.
 *
 * @param headline as {@code "52.10 EUR, 22.10 EUR more than of the customers compared with"}
 * @param reasons as {@code "time since the last purchase: 3 weeks, +12.40 EUR"}, the heaviest first
 */
public record ReasonsInWords(String headline, List<String> reasons) {

  public ReasonsInWords {
    reasons = List.copyOf(reasons);
  }

  /**
   * The reasons of {@code explanation}.
   *
   * @param most reasons that are named, >= 1; those that would be printed as 0 are not
   */
  public static ReasonsInWords of(Explanation explanation, Vocabulary words, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("Invalid reasons: " + most + " (must be >= 1)");
    }
    List<String> reasons = new ArrayList<>();
    double rest = 0;
    int others = 0;
    double least = 0.5 * Math.pow(10, -words.decimals());
    for (Contribution contribution : explanation.contributions()) {
      if (reasons.size() < most && Math.abs(contribution.amount()) >= least) {
        reasons.add(reason(contribution, words));
      } else {
        rest += contribution.amount();
        others++;
      }
    }
    if (Math.abs(rest) >= least) {
      reasons.add(
          (others == 1 ? "1 other reason: " : others + " other reasons together: ")
              + words.part(rest));
    }
    return new ReasonsInWords(headline(explanation, words), reasons);
  }

  private static String reason(Contribution contribution, Vocabulary words) {
    Wording wording = words.of(contribution.feature());
    String value =
        contribution.feature().equals(Inputs.EVENTS)
            ? ""
            : ": " + wording.value(contribution.value());
    return wording.label() + value + ", " + words.part(contribution.amount());
  }

  private static String headline(Explanation explanation, Vocabulary words) {
    double apart = explanation.total() - explanation.base();
    String total = words.forecast(explanation.total());
    String size = words.forecast(Math.abs(apart));
    if (size.equals(words.forecast(0))) {
      return total + ", as of the customers compared with";
    }
    return total
        + ", "
        + size
        + (apart > 0 ? " more" : " less")
        + " than of the customers compared with";
  }

  /** Headline and reasons, a line each. */
  public String text() {
    StringBuilder text = new StringBuilder(headline);
    for (String reason : reasons) {
      text.append("\n- ").append(reason);
    }
    return text.toString();
  }
}
