// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.Reference;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.history.Split;
import io.perennial.value.nbd.NbdTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

  private static final ChoiceConfig CONFIG = ChoiceConfig.defaults().withCustomers(1_500);
  private static final List<Split> CDNOW = Reference.log("cdnow_sample").rollingOrigins(545, 91, 3);

  @Test
  void the_choice_on_cdnow_says_why_in_words_and_numbers() {
    Choice choice = ModelChoice.choose(ModelChoice.candidates(), CDNOW, CONFIG).orElseThrow();

    assertThat(choice.trainer().name()).isIn("Pareto/NBD", "MBG/NBD", "BG/NBD", "BG/CNBD-k");
    assertThat(choice.reason())
        .startsWith(choice.trainer().name() + ", with a score (CRPS) of 0.")
        .contains("over 3 origins and ", "The best baseline, ")
        .doesNotContain("do not rely");
    assertThat(choice.candidates())
        .extracting(Candidate::name)
        .startsWith("Pareto/NBD", "MBG/NBD", "BG/NBD")
        .endsWith("zero", "mean", "same rate", "last period");
    assertThat(choice.table()).contains("| NBD | 0.").doesNotContain("NaN");
    assertThat(ModelChoice.choose(ModelChoice.candidates(), CDNOW, CONFIG).orElseThrow().reason())
        .isEqualTo(choice.reason());
  }

  @Test
  void a_model_without_dropout_loses_to_one_with_it_wherever_it_is_listed() {
    List<PurchaseTrainer<? extends PurchaseModel>> nbdFirst =
        List.of(new NbdTrainer(), new ParetoNbdTrainer());
    Choice choice = ModelChoice.choose(nbdFirst, CDNOW, CONFIG).orElseThrow();

    assertThat(choice.trainer().name()).isEqualTo("Pareto/NBD");
    assertThat(choice.reason()).contains("; next is NBD with 0.");
  }

  @Test
  void equals_stay_in_the_order_of_the_list() {
    List<PurchaseTrainer<? extends PurchaseModel>> twice =
        List.of(BetaGeometricTrainer.mbgNbd(), BetaGeometricTrainer.mbgCnbd(1));
    Choice choice = ModelChoice.choose(twice, CDNOW, CONFIG).orElseThrow();

    assertThat(choice.trainer()).isSameAs(twice.get(0));
  }

  @Test
  void a_cohort_too_small_takes_the_choice_of_all_and_says_so() {
    List<int[]> cohortOf =
        CDNOW.stream()
            .map(split -> IntStream.range(0, split.customers()).map(i -> i < 4 ? 1 : 0).toArray())
            .toList();
    Map<String, Choice> choices =
        ModelChoice.chooseByCohort(
            List.of(new ParetoNbdTrainer()), List.of("most", "four"), CDNOW, cohortOf, CONFIG);

    assertThat(choices.keySet()).containsExactly("most", "four");
    assertThat(choices.get("most").reason()).startsWith("Pareto/NBD, with a score");
    assertThat(choices.get("four").reason())
        .startsWith(
            "Too small to choose by itself (4 customers, none of the models could be fitted at an"
                + " origin), so as all customers. Pareto/NBD, with a score");
  }

  @Test
  void where_nobody_comes_again_there_is_nothing_to_choose() {
    int[] customer = IntStream.range(0, 50).toArray();
    PurchaseLog log = PurchaseLog.ofDays(50, customer, new long[50], new double[50]);

    assertThat(ModelChoice.choose(ModelChoice.candidates(), log.rollingOrigins(90, 30, 2), CONFIG))
        .isEmpty();
    assertThat(ModelChoice.choose(ModelChoice.candidates(), List.of(), CONFIG)).isEmpty();
    assertThatThrownBy(() -> CONFIG.withDraws(3))
        .hasMessage("Invalid value.choice.draws: 3 (must be >= 20)");
    assertThatThrownBy(() -> CONFIG.withCustomers(0))
        .hasMessage("Invalid value.choice.customers: 0 (must be >= 1)");
  }
}
