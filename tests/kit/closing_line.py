"""Adds up JUnit reports, of CTest and pytest alike, to one line: N passed, N failed, N skipped."""
import sys
import xml.etree.ElementTree


def count(reports):
    passed = failed = skipped = 0
    for report in reports:
        for case in xml.etree.ElementTree.parse(report).iter("testcase"):
            outcomes = {child.tag for child in case}
            if outcomes & {"failure", "error"}:
                failed += 1
            elif "skipped" in outcomes or case.get("status") in ("disabled", "notrun"):
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped


if __name__ == "__main__":
    print("{} passed, {} failed, {} skipped".format(*count(sys.argv[1:])))
