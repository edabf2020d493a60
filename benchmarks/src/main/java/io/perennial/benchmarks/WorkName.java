// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** The works that a process can be started for. */
enum WorkName {
  SIMULATE,
  INGEST,
  TIDY,
  BARE_COPY,
  COLLECT,
  COLUMNS_OUT,
  COLUMNS_IN,
  FOLD,
  FOLD_PROOF,
  FEATURES,
  ENGINE,
  LAYOUT_WRITE,
  LAYOUT_READ,
  CUSTOMER,
  PERSONS,
  IDENTITY,
  CLUSTER_POINTS,
  K_MEANS,
  ERASURE,
  VALUE_FIT,
  VALUE_SCORE,
  VALUE_SIMULATE,
  VALUE_FILE,
  LADDER_SCORE,
  LADDER_TRUTH,
  LADDER_SHOP,
  BOOST_TRAIN,
  BOOST_SCORE,
  CHURN,
  HIERARCHICAL,
  COVARIATE,
  ASSIGN,
  CALIBRATION,
  DRIFT,
  DENSITY,
  DENSITY_FILE,
  SMILE,
  MAP_FILE,
  MAP,
  MAP_JUDGE,
  SEGMENT_STAGE,
  SEGMENT_LAKE,
  SEGMENT_STEP,
  SEGMENT_RETAIL,
  UPLIFT_RANK,
  UPLIFT_POLICY,
  UPLIFT_TRUTH,
  ALLOCATE,
  LOOP,
  RECOMMEND_FILE,
  RECOMMEND,
  EXPERIMENT_AA,
  EXPERIMENT_FILE,
  SERVE,
  PEER;

  Work work() {
    return switch (this) {
      case SIMULATE -> new SimulateWork();
      case INGEST -> new IngestWork();
      case TIDY -> new TidyWork();
      case BARE_COPY -> new BareCopyWork();
      case COLLECT -> new CollectWork();
      case COLUMNS_OUT -> new ColumnsOutWork();
      case COLUMNS_IN -> new ColumnsInWork();
      case FOLD -> new FoldWork();
      case FOLD_PROOF -> new FoldProofWork();
      case FEATURES -> new FeaturesWork();
      case ENGINE -> new EngineWork();
      case LAYOUT_WRITE -> new LayoutWriteWork();
      case LAYOUT_READ -> new LayoutReadWork();
      case CUSTOMER -> new CustomerWork();
      case PERSONS -> new PersonsWork();
      case IDENTITY -> new IdentityWork();
      case CLUSTER_POINTS -> new ClusterPointsWork();
      case K_MEANS -> new KMeansWork();
      case ERASURE -> new ErasureWork();
      case VALUE_FIT -> new ValueFitWork();
      case VALUE_SCORE -> new ValueScoreWork();
      case VALUE_SIMULATE -> new ValueSimulateWork();
      case VALUE_FILE -> new ValueFileWork();
      case LADDER_SCORE -> new LadderScoreWork();
      case LADDER_TRUTH -> new LadderTruthWork();
      case LADDER_SHOP -> new LadderShopWork();
      case BOOST_TRAIN -> new BoostTrainWork();
      case BOOST_SCORE -> new BoostScoreWork();
      case CHURN -> new ChurnWork();
      case HIERARCHICAL -> new HierarchicalWork();
      case COVARIATE -> new CovariateWork();
      case ASSIGN -> new AssignWork();
      case CALIBRATION -> new CalibrationWork();
      case DRIFT -> new DriftWork();
      case DENSITY -> new DensityWork();
      case DENSITY_FILE -> new DensityFileWork();
      case SMILE -> new SmileWork();
      case MAP_FILE -> new MapFileWork();
      case MAP -> new MapWork();
      case MAP_JUDGE -> new MapJudgeWork();
      case SEGMENT_STAGE -> new SegmentStageWork();
      case SEGMENT_LAKE -> new SegmentLakeWork();
      case SEGMENT_STEP -> new SegmentStepWork();
      case SEGMENT_RETAIL -> new SegmentRetailWork();
      case UPLIFT_RANK -> new UpliftRankWork();
      case UPLIFT_POLICY -> new UpliftPolicyWork();
      case UPLIFT_TRUTH -> new UpliftTruthWork();
      case ALLOCATE -> new AllocateWork();
      case LOOP -> new LoopWork();
      case RECOMMEND_FILE -> new RecommendFileWork();
      case RECOMMEND -> new RecommendWork();
      case EXPERIMENT_AA -> new AaWork();
      case EXPERIMENT_FILE -> new SnapshotWork();
      case SERVE -> new ServeWork();
      case PEER -> new PeerWork();
    };
  }

  /** As the command line of a process has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static WorkName ofWord(String word) {
    return Arrays.stream(values())
        .filter(name -> name.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown work: "
                        + word
                        + " (there are "
                        + Arrays.stream(values()).map(WorkName::word).toList()
                        + ")"));
  }
}
