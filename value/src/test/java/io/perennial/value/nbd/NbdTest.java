// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NbdTest {

  @ParameterizedTest
  @ValueSource(strings = {"cdnow_sample", "cdnow_full", "apparel", "lifetimes_example"})
  void the_fit_is_the_reference_optimum(String dataset) {
    double[] values = Reference.values(dataset, "nbd");
    Map<String, String> expected = Reference.parameters(dataset, "nbd");
    Fitted<NbdModel> fitted = new NbdTrainer().train(Reference.histories(dataset));

    assertThat(fitted.model().r()).isCloseTo(values[0], withPercentage(1e-4));
    assertThat(fitted.model().alpha()).isCloseTo(values[1], withPercentage(1e-4));
    assertThat(fitted.certificate().verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
    assertThat(fitted.certificate().logLikelihood())
        .isCloseTo(Reference.number(expected, "ll"), withPercentage(1e-9));
  }

  @Test
  void nobody_leaves() {
    NbdModel model = new NbdModel(0.4, 12);
    PurchaseHistory history = new PurchaseHistory(2, 3, 30);
    assertThat(model.probabilityAlive(history)).isEqualTo(1);
    assertThat(model.expectedPurchases(history, 10)).isCloseTo(2.4 / 42 * 10, within(1e-15));
    assertThat(model.discountedPurchases(history, 0.01, Double.POSITIVE_INFINITY))
        .isCloseTo(2.4 / 42 / 0.01, within(1e-12));
  }
}
