"""A collection of pages or of texts in two languages, from Parquet to Parquet, on Spark.

    spark-submit spark_corpus.py DOCUMENTS ALIGNED [--learn] [--partitions N]

DOCUMENTS has a column `page`, or the columns `source` and `target`; what else it has comes along. ALIGNED has
all of it and the columns of `aligner.pipelines.columns`. With `--learn` the collection is aligned twice, the
second time with the words that the first has taught. For a cluster see `aligner/pipelines/spark.py`.
"""

from __future__ import annotations

import argparse

from pyspark.sql import DataFrame, SparkSession

from aligner.pipelines.spark import align, learn_lexicon


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", help="Parquet: a file, a folder or a place that Spark can read")
    parser.add_argument("aligned", help="folder of Parquet files; must not exist")
    parser.add_argument("--learn", action="store_true", help="align twice, with a lexicon learnt in between")
    parser.add_argument("--partitions", type=int, help="default: four for each core")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("aligner").getOrCreate()
    partitions = arguments.partitions or 4 * spark.sparkContext.defaultParallelism
    documents = spark.read.parquet(arguments.documents).repartition(partitions)
    if arguments.learn:
        # What each pass makes is written: Spark would align again for every question asked of it.
        first = f"{arguments.aligned}.first-pass"
        align(documents).select("source_language", "pairs", "error").write.mode("overwrite").parquet(first)
        lexicon = learn_lexicon(spark.read.parquet(first))
        print(f"{len(lexicon.translations)} words learnt")
        align(documents, lexicon=lexicon).write.parquet(arguments.aligned)
    else:
        align(documents).write.parquet(arguments.aligned)
    summarise(spark.read.parquet(arguments.aligned))


def summarise(aligned: DataFrame) -> None:
    """Documents, failures with their reasons, mismatches by kind."""
    total, failed = aligned.selectExpr("count(*)", "count(error)").first() or (0, 0)
    print(f"{total} documents, {failed} failed")
    for row in aligned.where("error IS NOT NULL").groupBy("error").count().orderBy("error").collect():
        print(f"  {row['count']:8} {row['error']}")
    found = aligned.selectExpr("explode(concat(flatten(pairs.mismatches), document_mismatches)) AS mismatch")
    kinds = found.groupBy("mismatch.severity", "mismatch.kind").count().orderBy("severity", "kind")
    for row in kinds.collect():
        print(f"  {row['count']:8} {row['severity']:8} {row['kind']}")


if __name__ == "__main__":
    main()
