package mlp

// usual is what a network is set to where its lesson does not say: lessons that teach one thing have few controls.
var usual = map[string]string{
	"data": "circle", "noise": "0.1", "train": "0.7", "samples": "200", "scale": "zscore", "inputs": "x1,x2", "layers": "4,2",
	"lr": "0.05", "activation": "tanh", "optimiser": "sgd", "l2": "0", "batch": "10", "loss": "crossentropy", "l1": "0",
	"init": "auto", "initfactor": "1", "seed": "1", "dataseed": "1",
}
