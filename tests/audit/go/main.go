// A second opinion on the log: golang.org/x/mod/sumdb checks what we exported.
//
// Nothing here hashes, splits a tree or verifies a signature by itself: note and tlog do.
package main

import (
	"fmt"
	"os"
)

const usage = `usage:
  checker log VKEY BUNDLE                     root from the tiles, and from the entries
  checker receipt VKEY PROOF ENTRY            inclusion, from a .tlog-proof
  checker consistency VKEY OLD NEW PROOF      from one signed note to a later one`

func main() {
	said, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(said)
}

func run(arguments []string) (string, error) {
	switch {
	case len(arguments) == 3 && arguments[0] == "log":
		return checkLog(arguments[1], arguments[2])
	case len(arguments) == 4 && arguments[0] == "receipt":
		return checkReceipt(arguments[1], arguments[2], arguments[3])
	case len(arguments) == 5 && arguments[0] == "consistency":
		return checkConsistency(arguments[1], arguments[2], arguments[3], arguments[4])
	}
	return "", fmt.Errorf("%s", usage)
}
